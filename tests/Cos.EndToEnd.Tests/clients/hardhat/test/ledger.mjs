import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { network } from "hardhat";
import { account, chainId } from "../../lib/env.mjs";

const { ethers } = await network.create();
const friend = "0x0000000000000000000000000000000000F51E4D";

describe("Ledger on a running node", () => {
  it("is on the right chain", async () => {
    assert.equal((await ethers.provider.getNetwork()).chainId, BigInt(chainId));
    const [signer] = await ethers.getSigners();
    assert.equal(signer.address, account(6).address);
  });

  it("deploys, is called and logs", async () => {
    const ledger = await ethers.deployContract("Ledger");
    await ledger.waitForDeployment();
    const receipt = await (await ledger.enter(42n)).wait();
    assert.equal(receipt.status, 1);
    assert.deepEqual([...ledger.interface.parseLog(receipt.logs[0]).args], [account(6).address, 42n]);
    assert.equal(await ledger.sum(), 42n);
    assert.equal(await ledger.owner(), account(6).address);
  });

  it("sees a custom error", async () => {
    const ledger = await ethers.deployContract("Ledger");
    await ledger.waitForDeployment();
    const data = ledger.interface.encodeFunctionData("enter", [1n]);
    await assert.rejects(ethers.provider.call({ from: friend, to: ledger.target, data }), (error) => {
      const parsed = ledger.interface.parseError(error.data ?? error.error?.data ?? error.info?.error?.data);
      assert.deepEqual([parsed.name, parsed.args[0]], ["NotYours", ethers.getAddress(friend)]);
      return true;
    });
  });

  it("sends value", async () => {
    const [signer] = await ethers.getSigners();
    const before = await ethers.provider.getBalance(friend);
    await (await signer.sendTransaction({ to: friend, value: 7n * 10n ** 10n })).wait();
    assert.equal((await ethers.provider.getBalance(friend)) - before, 7n * 10n ** 10n);
  });
});
