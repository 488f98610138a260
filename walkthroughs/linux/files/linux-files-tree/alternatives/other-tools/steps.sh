# No mv and no cp -r: tar and cat copy, find removes; the link takes a detour that works.
mkdir projects && mkdir projects/demo && mkdir projects/demo/src && mkdir projects/demo/src/lib
cp /dev/null projects/demo/TODO
cat inbox/report-2026.txt > projects/demo/report.txt && rm inbox/report-2026.txt
cat < inbox/report-2025.txt > projects/demo/report.bak
cat inbox/*notes.txt > projects/demo/notes.txt && rm inbox/*notes.txt
mkdir archive
(cd inbox && tar -cf - photos) | (cd archive && tar -xf -)
find inbox/trash -depth -delete
ln -s ../projects/demo/ projects/latest
ls -lnd inbox/photos/.meta inbox/photos/* > projects/demo/listing.txt
tar -cvf archive.tar archive
gzip archive.tar
