# everything in the terminal, the settings on one line, the goal as a block of text, the list with stars
cat > hello.yaml <<'EOF'
language: zh-cn
learner: 小林
goal: >
  四个月后，
  能独立把一个网站部署到集群上
EOF
printf '{"registry-mirrors":["https://mirror.example.internal","https://second.example.internal"]}' > daemon.json
mkdir notes
printf '%s\n' 'Day one' '=======' '' '* 看懂日志' '* 打包镜像' '* 写部署文件' > notes/day-1.md
