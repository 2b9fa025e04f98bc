import { afterAll, beforeAll, expect, test } from "vitest";
import { StartedGateway } from "./started-gateway.js";

let gateway: StartedGateway;
beforeAll(async () => {
  gateway = await StartedGateway.of("pictures.yaml");
});
afterAll(() => gateway.stop());

const BYTES = Buffer.from([0x89, 0xff]);
const BASE64 = Buffer.from(BYTES.toString("base64"));
const LOSSY = Buffer.from("\uFFFD\uFFFD");

test.each([
  ["/as-it-is", "image/png", BYTES, 204, BYTES],
  ["/as-it-is", "text/plain", BYTES, 204, LOSSY],
  ["/as-text", "image/png", BYTES, 204, BASE64],
  ["/as-bytes", "text/plain", BASE64, 201, BYTES],
  ["/as-bytes", "text/plain", BYTES, 500, undefined],
])("%s, of %s", async (path, mediaType, sent, status, heard) => {
  expect(await gateway.post(path, mediaType, sent)).toEqual([status]);
  expect(gateway.heard?.body).toEqual(heard);
});
