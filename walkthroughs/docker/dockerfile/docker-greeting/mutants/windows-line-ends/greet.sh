#!/bin/sh
echo "Hello, this is a custom container."
date
