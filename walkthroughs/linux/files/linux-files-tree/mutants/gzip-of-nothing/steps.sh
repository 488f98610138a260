# gzip read nothing.
mkdir -p projects/demo/src/lib
touch projects/demo/TODO
mv inbox/report-2026.txt projects/demo/report.txt
cp inbox/report-2025.txt projects/demo/report.bak
mkdir archive
cp -r inbox/photos archive/
mv 'inbox/my notes.txt' projects/demo/notes.txt
rm -r inbox/trash
(cd projects && ln -s demo latest)
ls -la inbox/photos > projects/demo/listing.txt
gzip < /dev/null > archive.tar.gz
