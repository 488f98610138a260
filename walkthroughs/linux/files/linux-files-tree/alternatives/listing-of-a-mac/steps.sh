# The listing as macOS prints it, made with tee; the rest in another order.
mkdir -p projects/demo/src/lib
ln -s demo projects/latest
mkdir -p archive
cp -R inbox/photos archive/photos
tar czf archive.tar.gz archive
tee projects/demo/listing.txt > /dev/null <<'EOF'
total 16
drwxr-xr-x@ 5 student  staff  160 Nov 16 08:12 .
drwxr-xr-x@ 7 student  staff  224 Nov 16 08:20 ..
-rw-r--r--@ 1 student  staff   28 Nov 16 08:12 .meta
drwxr-xr-x@ 3 student  staff   96 Nov 16 08:12 2025
-rw-r--r--@ 1 student  staff   35 Nov 16 08:12 a.txt
EOF
touch projects/demo/TODO
mv inbox/report-2026.txt projects/demo/report.txt
cp inbox/report-2025.txt projects/latest/report.bak
mv "inbox/my notes.txt" projects/latest/notes.txt
rm -r inbox/trash
