# without a report of files in the plural, windows line ends
# what apt-get download and dpkg-deb -x bring, without the network: a program of this machine under the name
mkdir -p unpacked/usr/bin
cp "$(command -v ls)" unpacked/usr/bin/tree
printf '.\r\n└── unpacked\r\n\r\n1 directory, 1 file\r\n' > tree.txt
