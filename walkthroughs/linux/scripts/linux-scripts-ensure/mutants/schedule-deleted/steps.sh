rm schedule.cron
