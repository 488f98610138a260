# The other report.
mkdir -p projects/demo/src/lib
touch projects/demo/TODO
rm inbox/report-2026.txt
mv inbox/report-2025.txt projects/demo/report.txt
cp projects/demo/report.txt projects/demo/report.bak
mkdir archive
cp -r inbox/photos archive/
mv 'inbox/my notes.txt' projects/demo/notes.txt
rm -r inbox/trash
(cd projects && ln -s demo latest)
ls -la inbox/photos > projects/demo/listing.txt
tar -czf archive.tar.gz archive
