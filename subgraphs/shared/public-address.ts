import { BlockList, isIP } from "node:net"

/** What of IPv4 is nobody's on the open internet (IANA special-purpose registry), clouds' metadata addresses among it. */
const NOT_PUBLIC_4: readonly [string, number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
]
/** Of IPv6 only 2000::/3 is given out; of that not what carries an IPv4 address inside, and what is for documents. */
const NOT_PUBLIC_6: readonly [string, number][] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
]

const notPublic4 = listOf(NOT_PUBLIC_4, "ipv4")
const notPublic6 = listOf(NOT_PUBLIC_6, "ipv6")
const givenOut6 = listOf([["2000::", 3]], "ipv6")
/** A cloud's metadata under a public-looking address: Alibaba's lies within 100.64.0.0/10, Azure's does not. */
notPublic4.addAddress("168.63.129.16")

/** Say whether an IP address lies on the open internet: not private, loopback, link-local, multicast, shared (CGNAT), mapped or reserved. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address)
  if (version === 4) return !notPublic4.check(address, "ipv4")
  return version === 6 && !address.includes("%") && givenOut6.check(address, "ipv6") && !notPublic6.check(address, "ipv6")
}

/** Say whether an IP address is this very machine's: 127.0.0.0/8 or ::1. */
export function isLoopback(address: string): boolean {
  return address === "::1" || (isIP(address) === 4 && address.startsWith("127."))
}

function listOf(ranges: readonly [string, number][], type: "ipv4" | "ipv6"): BlockList {
  const list = new BlockList()
  for (const [address, bits] of ranges) list.addSubnet(address, bits, type)
  return list
}
