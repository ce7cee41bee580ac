// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Token} from "../contracts/Token.sol";
import {Collectible} from "../contracts/Collectible.sol";

interface Vm {
    function startBroadcast() external;
    function stopBroadcast() external;
}

/// What `forge script --broadcast` runs: deploys an ERC-20 and an ERC-721 and calls both.
contract Deploy {
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    event Deployed(address token, address collectible);

    function run() external returns (Token token, Collectible collectible) {
        address friend = address(0xF51E4D);
        vm.startBroadcast();
        token = new Token("Script Token", "SCR", 1_000_000 ether);
        collectible = new Collectible();
        token.transfer(friend, 123 ether);
        collectible.mint(friend);
        collectible.mint(friend);
        vm.stopBroadcast();
        require(token.balanceOf(friend) == 123 ether, "token balance");
        require(collectible.ownerOf(2) == friend, "collectible owner");
    }
}
