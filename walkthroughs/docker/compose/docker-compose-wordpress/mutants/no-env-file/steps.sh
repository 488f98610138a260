# the password is asked for, and nobody gives it
