import { NextRequest } from "next/server";
import { expect, it, vi } from "vitest";
import { captureLog } from "@/server/log/testing/capture-log";
import { errorResponse } from "../errors/error-response";
import { readBytes } from "./read-bytes";

it("readBytes refuses a body that its sender aborts, and logs nothing", async () => {
  const log = captureLog();
  const pull = vi
    .fn<(controller: ReadableStreamDefaultController<Uint8Array>) => void>()
    .mockImplementationOnce((controller) => controller.enqueue(new Uint8Array(10)))
    .mockImplementationOnce((controller) => controller.error(new Error("aborted")));
  const request = new NextRequest("http://localhost:3000/api/x", {
    method: "POST",
    body: new ReadableStream({ pull }, { highWaterMark: 0 }),
    duplex: "half",
  });
  const refusal: unknown = await readBytes(request, 1024 * 1024).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: "invalid", message: expect.stringContaining("not received in full") });
  expect(errorResponse(refusal).status).toBe(422);
  expect(log.raw).toEqual([]);
  log.stop();
});
