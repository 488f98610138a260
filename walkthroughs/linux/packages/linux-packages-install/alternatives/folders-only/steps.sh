# only folders, before anything else; kept until the end
cat > tree.txt <<'EOF'
.
└── unpacked
    └── usr
        └── bin

4 directories
EOF
# what apt-get download and dpkg-deb -x bring, without the network: a program of this machine under the name
mkdir -p unpacked/usr/bin
cp "$(command -v ls)" unpacked/usr/bin/tree
