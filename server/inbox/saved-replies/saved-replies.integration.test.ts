import { beforeEach, describe, expect, it } from "vitest";
import { makeMember, makeWorkspace, type TestWorkspace } from "@/db/testing/factories";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await makeWorkspace();
});

const callerOf = (userId = workspace.userId) => createTestCaller({ userId }).savedReplies;
const hello = { name: "Greeting", shortcut: "hello", text: "Hi {{customer.name}}!" };

describe("Saved replies", () => {
  it("are created, listed by name, changed and deleted", async () => {
    const { id } = await callerOf().create(hello);
    await callerOf().create({ name: "bye", shortcut: "/bye", text: "See you, {{variables.nickname}}." });
    expect(await callerOf().list()).toMatchObject([
      { name: "bye", shortcut: "bye" },
      { id, ...hello },
    ]);
    await callerOf().update({ replyId: id, name: "Welcome", shortcut: "Hello", text: "Welcome.\n\nHow are you?" });
    expect((await callerOf().list())[1]).toMatchObject({ name: "Welcome", text: "Welcome.\n\nHow are you?" });
    await callerOf().delete({ replyId: id });
    await callerOf().delete({ replyId: id });
    expect(await callerOf().list()).toHaveLength(1);
    await expect(callerOf().update({ replyId: id, ...hello })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("have different shortcuts in any case, but only within a workspace", async () => {
    const { id } = await callerOf().create(hello);
    await expect(callerOf().create({ ...hello, shortcut: "HELLO" })).rejects.toMatchObject({
      code: "CONFLICT",
      message: "Another reply has the shortcut /HELLO. Choose another one.",
    });
    await callerOf().create({ ...hello, shortcut: "hi" });
    await expect(callerOf().update({ replyId: id, ...hello, shortcut: "hi" })).rejects.toThrow("Another reply");
    const other = callerOf((await makeWorkspace()).userId);
    await other.create(hello);
    expect(await other.list()).toHaveLength(1);
    await expect(other.update({ replyId: id, ...hello, shortcut: "mine" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await other.delete({ replyId: id });
    expect(await callerOf().list()).toHaveLength(2);
  });

  it.each([
    [{ shortcut: "two words" }, "Use letters, digits, - and _ only"],
    [{ shortcut: "/" }, "Give the reply a shortcut"],
    [{ name: " " }, "Give the reply a name"],
    [{ text: "" }, "Write the text"],
    [{ text: "Dear {{customer.email}}" }, "{{customer.email}} is not a variable"],
    [{ text: "x".repeat(10_001) }, "at most 10,000 characters"],
  ])("are refused with %j", async (part, message) => {
    await expect(callerOf().create({ ...hello, ...part })).rejects.toThrow(message);
  });

  it("are used by operators and managed by editors", async () => {
    const { id } = await callerOf().create(hello);
    const operator = callerOf((await makeMember(workspace.workspaceId, "operator")).userId);
    expect(await operator.list()).toHaveLength(1);
    const refused = { code: "FORBIDDEN" };
    await expect(operator.create({ ...hello, shortcut: "mine" })).rejects.toMatchObject(refused);
    await expect(operator.update({ replyId: id, ...hello })).rejects.toMatchObject(refused);
    await expect(operator.delete({ replyId: id })).rejects.toMatchObject(refused);
    const editor = callerOf((await makeMember(workspace.workspaceId, "editor")).userId);
    await editor.create({ ...hello, shortcut: "mine" });
  });
});
