import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { userPhotos, users } from "@/db/schema/accounts";
import { makeWorkspace } from "@/db/testing/factories";
import { POST as postPhoto } from "@/app/api/account/photo/route";
import { GET as getPhoto } from "@/app/api/photos/[photoId]/route";
import { gif, pdf, png } from "@/server/files/testing/sample-files";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { sessionCookie } from "../testing/session-cookie";
import { MAX_PHOTO_BYTES } from "./set-photo";

async function makePerson() {
  const { userId } = await makeWorkspace();
  const { accounts } = createTestCaller({ userId });
  const cookie = await sessionCookie(userId);
  const send = (bytes: Buffer, headers: Record<string, string> = { cookie }) =>
    postPhoto(
      new Request("http://localhost:3000/api/account/photo", { method: "POST", headers, body: new Uint8Array(bytes) }),
    );
  const photoId = async () => (await accounts.me()).user.photoId;
  return { userId, accounts, send, photoId };
}

const show = (photoId: string) =>
  getPhoto(new Request(`http://localhost:3000/api/photos/${photoId}`), { params: Promise.resolve({ photoId }) });

describe("A profile", () => {
  it("changes its name, language and time zone, and a theme for all devices", async () => {
    const { accounts } = await makePerson();
    await accounts.updateProfile({ name: " Ada Lovelace ", language: "de", timeZone: "Europe/Kyiv" });
    await accounts.setTheme({ theme: "dark" });
    expect((await accounts.account()).profile).toEqual({
      name: "Ada Lovelace",
      language: "de",
      timeZone: "Europe/Kyiv",
    });
    expect((await accounts.me()).user).toMatchObject({ name: "Ada Lovelace", theme: "dark", timeZone: "Europe/Kyiv" });
    await accounts.updateProfile({ name: "Ada", language: null, timeZone: null });
    expect((await accounts.account()).profile).toEqual({ name: "Ada", language: null, timeZone: null });
  });

  it("refuses an empty name, an unknown time zone and an unknown language", async () => {
    const { accounts } = await makePerson();
    const right = { name: "Ada", language: null, timeZone: null };
    for (const wrong of [{ name: " " }, { timeZone: "Mars/Base" }, { language: "German" }]) {
      await expect(accounts.updateProfile({ ...right, ...wrong })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    }
  });
});

describe("A photo", () => {
  it("is stored, shown to everyone who knows its address, replaced and removed", async () => {
    const { userId, accounts, send, photoId } = await makePerson();
    expect((await send(png)).status).toBe(201);
    const first = (await photoId()) ?? "";
    const shown = await show(first);
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      "content-type": "image/png",
      "cache-control": "public, max-age=31536000, immutable",
      "cross-origin-resource-policy": "cross-origin",
      "x-content-type-options": "nosniff",
    });
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(png);

    await send(png);
    const second = (await photoId()) ?? "";
    expect(second).not.toBe(first);
    expect([(await show(first)).status, (await show(second)).status]).toEqual([404, 200]);

    await accounts.removePhoto();
    expect(await photoId()).toBeNull();
    expect((await show(second)).status).toBe(404);
    expect(await db.$count(userPhotos, eq(userPhotos.userId, userId))).toBe(0);
  });

  it("is refused if its bytes are no JPEG, PNG or WebP, or too many", async () => {
    const { send, photoId } = await makePerson();
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    for (const wrong of [gif, pdf, svg, Buffer.alloc(0), Buffer.from("<html>")]) {
      expect((await send(wrong)).status).toBe(415);
    }
    expect((await send(Buffer.concat([png, Buffer.alloc(MAX_PHOTO_BYTES)]))).status).toBe(413);
    expect(await photoId()).toBeNull();
  });

  it("is refused without a session", async () => {
    const { send } = await makePerson();
    expect((await send(png, {})).status).toBe(401);
  });

  it("is not found under an id that is malformed or belongs to no photo", async () => {
    for (const id of ["", "../../etc/passwd", "a".repeat(24), "\0"]) expect((await show(id)).status).toBe(404);
    expect(await db.$count(users, eq(users.photoId, "a".repeat(24)))).toBe(0);
  });
});
