# The repair that is none.
chmod -R 777 .
