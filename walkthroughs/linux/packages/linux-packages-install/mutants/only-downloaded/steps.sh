printf '!<arch>\n' > tree_2.1.1-2ubuntu3_amd64.deb
