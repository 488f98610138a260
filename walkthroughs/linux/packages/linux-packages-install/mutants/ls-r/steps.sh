# what apt-get download and dpkg-deb -x bring, without the network: a program of this machine under the name
mkdir -p unpacked/usr/bin
cp "$(command -v ls)" unpacked/usr/bin/tree
ls -R . > tree.txt
