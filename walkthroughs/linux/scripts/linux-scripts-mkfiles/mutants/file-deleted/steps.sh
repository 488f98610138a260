rm mkfiles.sh
