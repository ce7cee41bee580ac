// Where the node is and who we are. Accounts are those of the well-known development mnemonic.
import { HDNodeWallet, Mnemonic } from "ethers";

export const rpcUrl = process.env.COS_RPC_URL ?? fail("COS_RPC_URL is not set");
export const wsUrl = process.env.COS_WS_URL ?? rpcUrl.replace(/^http/, "ws");
export const chainId = 3077;
/** The least price of one gas, in wei: one unit of the credit. */
export const priceFloor = 10n ** 10n;

const mnemonic = Mnemonic.fromPhrase("test test test test test test test test test test test junk");

/** The nth development account: { address, privateKey }. Each flow uses its own, so that flows do not share nonces. */
export const account = (n) => HDNodeWallet.fromMnemonic(mnemonic, `m/44'/60'/0'/0/${n}`);

function fail(words) {
  console.error(words);
  process.exit(2);
}
