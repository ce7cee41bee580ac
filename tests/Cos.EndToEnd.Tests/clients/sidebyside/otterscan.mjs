// What Otterscan's pages ask, as far as both nodes mean the same by it. Not compared: anvil's internal operations count the transaction itself, its
// traces leave creations out, and its pages of blocks and searches begin at the other end.
import { eventually } from "../lib/check.mjs";
import { stranger } from "./deck.mjs";

export async function askOtterscan(twin, deck) {
  const { at, wallets, hashes } = deck;
  await eventually("the index of accounts is up to the last transaction", async () => (await twin.cos.ask("ots_getTransactionBySenderAndNonce", [wallets[0].address, deck.nonces[0] - 1])).result);
  await twin.same("ots_getApiLevel", []);
  for (const address of [at.Probe, stranger, wallets[8].address]) await twin.same("ots_hasCode", [address, "latest"]);
  for (const [name, hash] of hashes) await twin.same("ots_getTransactionError", [hash], name);
  for (const [name, address] of Object.entries(at)) await twin.same("ots_getContractCreator", [address], name);
  await twin.same("ots_getContractCreator", [stranger], "of no contract");
  for (let nonce = 0; nonce < 4; nonce++) await twin.same("ots_getTransactionBySenderAndNonce", [wallets[0].address, nonce]);
  await twin.same("ots_getTransactionBySenderAndNonce", [wallets[0].address, 100_000], "of none");
}
