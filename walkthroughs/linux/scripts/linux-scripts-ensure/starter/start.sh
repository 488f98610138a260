#!/bin/sh
# Stands for the program that ensure.sh starts: it notes each call.
echo started >>calls.log
