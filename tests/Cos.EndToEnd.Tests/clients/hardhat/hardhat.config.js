// Hardhat 3 against the running node. The compiler is the pinned npm build: nothing is downloaded.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import hardhatEthers from "@nomicfoundation/hardhat-ethers";
import nodeTestRunner from "@nomicfoundation/hardhat-node-test-runner";
import { defineConfig } from "hardhat/config";
import { account, chainId, rpcUrl } from "../lib/env.mjs";

const here = dirname(fileURLToPath(import.meta.url));

export default defineConfig({
  plugins: [hardhatEthers, nodeTestRunner],
  solidity: { version: "0.8.37", path: join(here, "..", "node_modules", "solc", "soljson.js"), settings: { optimizer: { enabled: true, runs: 200 } } },
  paths: { sources: "./contracts", tests: "./test", cache: "./cache", artifacts: "./out" },
  networks: {
    cos: { type: "http", chainType: "l1", url: rpcUrl, chainId, accounts: [account(6).privateKey] },
  },
});
