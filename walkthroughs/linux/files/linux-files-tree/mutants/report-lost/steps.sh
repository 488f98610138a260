# Moved to a directory that was mistyped, which is then a file name.
mkdir -p projects/demo/src/lib
touch projects/demo/TODO
mv inbox/report-2026.txt projects/dmeo
cp inbox/report-2025.txt projects/demo/report.bak
mkdir archive
cp -r inbox/photos archive/
mv 'inbox/my notes.txt' projects/demo/notes.txt
rm -r inbox/trash
(cd projects && ln -s demo latest)
ls -la inbox/photos > projects/demo/listing.txt
tar -czf archive.tar.gz archive
