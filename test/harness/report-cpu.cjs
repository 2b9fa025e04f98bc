// Loaded into a process that is measured while it goes on (NODE_OPTIONS): tells who asks what CPU it took.
process.on("message", () => {
  process.send(process.cpuUsage());
});
process.channel.unref();
