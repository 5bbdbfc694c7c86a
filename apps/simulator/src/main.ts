import "./small-heap.ts";
import { readEnv } from "./env.ts";
import { startSimulator } from "./index.ts";

const env = readEnv(process.env);
const simulator = await startSimulator({
  port: env.SIMULATOR_PORT,
  dataDir: env.SIMULATOR_DATA_DIR,
  profile: env.SIMULATOR_PROFILE,
  alsoOnPort80: env.SIMULATOR_ALSO_ON_PORT_80,
});
console.log(JSON.stringify({ ready: true, url: simulator.url, port: simulator.port }));
if (env.SIMULATOR_ALSO_ON_PORT_80 && !simulator.isOnPort80) {
  console.error("Port 80 could not be opened (taken, or not allowed). The portal is reachable with its port only.");
}

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    void simulator.stop().then(() => process.exit(0));
  });
}
