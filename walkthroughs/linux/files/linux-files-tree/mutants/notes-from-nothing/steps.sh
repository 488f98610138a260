# cat finds neither name, but the shell has made the file.
mkdir -p projects/demo/src/lib
touch projects/demo/TODO
mv inbox/report-2026.txt projects/demo/report.txt
cp inbox/report-2025.txt projects/demo/report.bak
mkdir archive
cp -r inbox/photos archive/
cat inbox/my notes.txt > projects/demo/notes.txt || true
rm inbox/my*
rm -r inbox/trash
(cd projects && ln -s demo latest)
ls -la inbox/photos > projects/demo/listing.txt
tar -czf archive.tar.gz archive
