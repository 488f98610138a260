# Walks into the directories, copies the contents with a dot, and lists with other letters.
mkdir -p projects/demo/src/lib archive/photos
cp -a inbox/photos/. archive/photos/
cd inbox
mv my\ notes.txt report-2026.txt ../projects/demo/
cp -p report-2025.txt ../projects/demo/report.bak
rm -rf ./trash/
cd ../projects
ln -s ./demo latest
cd latest
mv my\ notes.txt notes.txt
mv report-2026.txt report.txt
: > TODO
ls -Al ../../inbox/photos > listing.txt
cd ../..
tar -C . -cf - archive/ | gzip -9 > archive.tar.gz
