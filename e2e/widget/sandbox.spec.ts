import { expect, test } from "@playwright/test";
import { signUpCustomer } from "../support/customer-client";
import { makeOrderBot } from "../support/make-bot";
import { scriptTag, startSite } from "./support/site";
import { composer, log, openWidget, panel } from "./support/widget";

test("The chat and its forms work in a frame that may neither submit forms nor use storage", async ({
  page,
  baseURL,
}) => {
  const product = baseURL ?? "";
  const customer = await signUpCustomer(product);
  const { botId } = await makeOrderBot(customer, (definition) => definition);
  const { id: channelId } = await customer.trpc.channels.create.mutate({ botId, kind: "web", name: "Framed" });
  const widget = { preChat: [{ key: "name", label: "Your name" }] };
  await customer.trpc.channels.update.mutate({ channelId, web: { widget } });
  const { publicId } = await customer.trpc.channels.get.query({ channelId });
  const site = await startSite({
    "/": { html: `<!doctype html><iframe src="/framed" sandbox="allow-scripts" width="900" height="700"></iframe>` },
    "/framed": { html: `<!doctype html><body>${scriptTag(`${product}/widget.js?c=${publicId}`)}</body>` },
  });
  await page.goto(site.url);
  const frame = page.frameLocator("iframe");
  await openWidget(frame);
  await composer(frame).fill("Where is my parcel?");
  await panel(frame).getByRole("button", { name: "Send", exact: true }).click();
  await panel(frame).getByLabel("Your name").fill("Grace");
  await panel(frame).getByLabel("Your name").press("Enter");
  await expect(log(frame).getByText("Where is my parcel?", { exact: true })).toBeVisible();
  await site.close();
});
