rm -r unpacked
