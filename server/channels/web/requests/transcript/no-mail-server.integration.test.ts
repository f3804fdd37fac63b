import { expect, it } from "vitest";
import { bearer, chatUrl, readError } from "../../testing/chat-client";
import { makeWebBot } from "../../testing/web-bot";
import { signVisitorToken } from "../../visitor-token";
import { answerMailedTranscript } from "./answer-transcript";

it("A transcript by e-mail is refused with 503 on a server without a mail server", async () => {
  const { publicId } = await makeWebBot();
  const headers = bearer(signVisitorToken(publicId, "visitor-1"));
  const body = JSON.stringify({ email: "a@example.com" });
  const request = new Request(chatUrl(publicId, "/transcript"), { method: "POST", headers, body });
  expect(await readError(await answerMailedTranscript(request, publicId))).toMatchObject({
    status: 503,
    message: expect.stringMatching(/Download/),
  });
});
