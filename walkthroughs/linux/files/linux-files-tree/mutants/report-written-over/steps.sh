# A file of that name was made by hand.
mkdir -p projects/demo/src/lib
touch projects/demo/TODO
echo "Report 2026" > projects/demo/report.txt
rm inbox/report-2026.txt
cp inbox/report-2025.txt projects/demo/report.bak
mkdir archive
cp -r inbox/photos archive/
mv 'inbox/my notes.txt' projects/demo/notes.txt
rm -r inbox/trash
(cd projects && ln -s demo latest)
ls -la inbox/photos > projects/demo/listing.txt
tar -czf archive.tar.gz archive
