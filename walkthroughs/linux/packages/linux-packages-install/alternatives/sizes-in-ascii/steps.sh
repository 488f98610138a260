# what apt-get download and dpkg-deb -x bring, without the network: a program of this machine under the name
mkdir -p unpacked/usr/bin
cp "$(command -v ls)" unpacked/usr/bin/tree
rm -f tree.txt
cat > tree.txt <<'EOF'
.
|-- [4.0K]  tree.txt
`-- [4.0K]  unpacked
    `-- [4.0K]  usr
        `-- [4.0K]  bin
            `-- [ 84K]  tree

 100K used in 4 directories, 2 files
EOF
