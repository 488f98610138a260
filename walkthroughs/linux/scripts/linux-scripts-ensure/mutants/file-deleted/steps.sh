rm ensure.sh
