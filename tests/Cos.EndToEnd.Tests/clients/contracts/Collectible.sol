// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";

/// An ERC-721 that numbers its tokens from 1.
contract Collectible is ERC721 {
    uint256 public count;

    constructor() ERC721("Collectible", "CLT") {}

    function mint(address to) external returns (uint256 id) {
        id = ++count;
        _mint(to, id);
    }
}
