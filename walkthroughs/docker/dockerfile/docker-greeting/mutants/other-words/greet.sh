#!/bin/sh
echo "Hi!"
