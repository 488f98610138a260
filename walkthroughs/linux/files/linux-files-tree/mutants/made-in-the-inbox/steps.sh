# Made where one happened to stand.
cd inbox
mkdir -p projects/demo/src/lib
