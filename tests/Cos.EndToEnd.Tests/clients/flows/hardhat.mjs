// Hardhat 3's own compile, deploy and test, on the running node as an http network.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { equal, flow, holds } from "../lib/check.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

await flow("hardhat", {
  "compiles and tests on the node": async () => {
    const cli = join(root, "node_modules", "hardhat", "dist", "src", "cli.js");
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, "test", "nodejs", "--network", "cos"], {
      cwd: join(root, "hardhat"), encoding: "utf8", timeout: 180_000, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, HARDHAT_DISABLE_TELEMETRY_PROMPT: "true", NO_COLOR: "1", CI: "true" },
    });
    equal(`hardhat's exit code\n${stdout}\n${stderr}`, status, 0);
    holds("four tests passed", /4 passing/.test(stdout), stdout);
  },
});
