# .env is still as .env.example was
cp .env.example .env
