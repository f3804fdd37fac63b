import { expect, test } from "@playwright/test";
import { signUpCustomer } from "./support/customer-client";
import { openChat, signIn } from "./support/inbox-screen";
import { ask } from "./support/screens";

/** A bot's own replies offer options, which a customer taps. */

test("A bot shows options in its replies after its switch is turned on", async ({ page, browser, baseURL }) => {
  const url = baseURL ?? "";
  const customer = await signUpCustomer(url);
  const { trpc } = customer;
  const { id: botId } = await trpc.bots.create.mutate({ name: "Wine", templateId: "order-status" });
  const channel = await trpc.channels.create.mutate({ botId, kind: "web", name: "Chat page" });
  const { publicId } = await trpc.channels.get.query({ channelId: channel.id });
  await signIn(page, customer);
  await page.goto(`/bots/${botId}`);
  const saved = page.waitForResponse((response) => response.url().includes("bots.update"));
  await page.getByRole("switch", { name: "Show options" }).click();
  await saved;

  await test.step("the test chat shows them, and a tap answers the streamed reply", async () => {
    await ask(page, "Show options: Red, White wine");
    const chips = page.getByRole("group", { name: "Suggested answers" });
    await expect(chips.getByRole("button")).toHaveText(["Red", "White wine"]);
    await chips.getByRole("button", { name: "White wine" }).click();
    await expect(page.getByRole("log").getByText("You chose: White wine")).toBeVisible();
    await expect(chips).toHaveCount(0);
  });

  await test.step("the chat page shows them, even after a reload", async () => {
    await trpc.bots.publish.mutate({ botId });
    const chat = await openChat(browser, `${url}/chat/${publicId}`);
    await ask(chat, "Show me cards: Lamp, Mug");
    const lamp = chat.getByRole("group", { name: "Lamp" }).getByRole("button", { name: "Choose Lamp" });
    await expect(lamp).toBeEnabled();
    await chat.reload();
    await lamp.click();
    await expect(chat.getByRole("log").getByText("You chose: Lamp")).toBeVisible();
    await expect(lamp).toBeDisabled();
    await chat.context().close();
  });
});
