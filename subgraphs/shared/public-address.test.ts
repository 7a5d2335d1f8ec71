import { expect, test } from "vitest"
import { isLoopback, isPublicAddress } from "./public-address.ts"

test.each(["8.8.8.8", "1.0.0.1", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.1", "2400:3200::1", "2606:4700:4700::1111"])(
  "%s is public",
  (address) => {
    expect(isPublicAddress(address)).toBe(true)
  },
)

test.each([
  ..."0.0.0.0 10.1.2.3 100.64.0.1 100.100.100.200 127.0.0.1 127.255.255.254 168.63.129.16 169.254.169.254 172.16.0.1 172.31.255.255 192.168.1.1 192.0.0.192 198.18.0.1".split(
    " ",
  ),
  ..."224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 :: ::1 fe80::1 fe80::1%eth0 fc00::1 fd00:ec2::254 ff02::1 ::ffff:10.0.0.1 ::ffff:8.8.8.8 ::ffff:7f00:1".split(
    " ",
  ),
  ..."::7f00:1 64:ff9b::7f00:1 64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:7f00:1::1 3fff::1 4000::1 localhost 127.1 0x7f.1".split(" "),
])("%s is not", (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test("loopback is this machine alone", () => {
  expect(["127.0.0.1", "127.9.9.9", "::1", "10.0.0.1", "8.8.8.8", "::ffff:127.0.0.1"].map(isLoopback)).toEqual([true, true, true, false, false, false])
})
