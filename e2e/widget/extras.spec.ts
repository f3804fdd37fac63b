import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { type Customer, type Inputs, signUpCustomer } from "../support/customer-client";
import { startEchoModel } from "../support/echo-model";
import { details, openDetails, rows, signIn } from "../support/inbox-screen";
import type { LocalServer } from "../support/local-server";
import { addModel, type MadeBot, makeOrderBot } from "../support/make-bot";
import { takePictures } from "../support/pictures";
import { composer, log, openWidget, panel, write } from "./support/widget";
import { pageWithWidget, type Site, startSite } from "./support/site";

/** What a visitor can do besides writing, on a site with the strict policy. */

type Widget = NonNullable<NonNullable<Inputs["channels"]["update"]["web"]>["widget"]>;

const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mPwd3uKFTEMLQkAx2RegZKNdUsAAAAASUVORK5CYII=",
  "base64",
);
const TOO_LARGE = 16_000_000;

let url: string;
let model: LocalServer;
let site: Site;
let customer: Customer;
let bot: MadeBot;

test.use({ permissions: ["microphone"] });

test.beforeAll(async ({ baseURL }) => {
  url = baseURL ?? "";
  model = await startEchoModel();
  customer = await signUpCustomer(url);
  const chosen = await addModel(customer, `${model.url}/v1`, "echo");
  bot = await makeOrderBot(customer, (definition) => definition, { model: chosen });
  site = await startSite({});
});

test.afterAll(async () => {
  await site.close();
  await model.close();
});

/** Makes a web channel with these settings, and opens its widget on a page. */
async function openOn(page: Page, name: string, widget: Widget): Promise<void> {
  const { trpc } = customer;
  const { id } = await trpc.channels.create.mutate({ botId: bot.botId, kind: "web", name });
  await trpc.channels.update.mutate({ channelId: id, web: { widget } });
  const { publicId } = await trpc.channels.get.query({ channelId: id });
  // The policy names one origin, and links to files have this one.
  const product = url.replace("127.0.0.1", "localhost");
  site.pages[`/${name}`] = pageWithWidget(product, publicId, { policy: "strict" });
  await page.goto(`${site.url}/${name}`);
  await openWidget(page);
  await expect(composer(page)).toBeVisible();
}

const choose = (page: Page, item: string) =>
  panel(page)
    .getByRole("button", { name: "More" })
    .click()
    .then(() => panel(page).getByRole("menuitem", { name: item }).click());

test("A visitor consents and introduces herself before the first message, which is kept", async ({
  page,
  context,
}, info) => {
  await openOn(page, "first", {
    texts: { en: { consent: "We store this chat. See our [privacy notice](https://shop.example/privacy)." } },
    preChat: [
      { key: "name", label: "Your name" },
      { key: "email", type: "email", label: "Your e-mail" },
      { key: "topic", type: "choice", label: "Topic", options: ["Order", "Other"], required: false },
    ],
  });
  const form = panel(page).getByRole("form", { name: "Before we start" });
  await write(page, "Where is my parcel?");
  await expect(form.getByLabel("Your name")).toBeFocused();
  await expect(composer(page)).toHaveValue("Where is my parcel?");
  await expect(form.getByLabel("Your name")).toHaveAttribute("autocomplete", "name");
  await expect(form.getByRole("link", { name: "privacy notice" })).toHaveAttribute(
    "href",
    "https://shop.example/privacy",
  );
  await takePictures(page, info, "first-message");

  await test.step("faults are shown at their fields, and the first one gets the focus", async () => {
    await form.getByLabel("Your name").fill("Grace Hopper");
    await form.getByLabel("Your e-mail").fill("grace");
    await form.getByRole("button", { name: "Agree and start" }).click();
    await expect(form.getByRole("alert").filter({ hasText: "name@example.com" })).toBeVisible();
    await expect(form.getByLabel("Your e-mail")).toBeFocused();
    await expect(form.getByLabel("Your name")).toHaveValue("Grace Hopper");
    await takePictures(page, info, "first-message-fault");
  });

  await test.step("agreeing sends the message once", async () => {
    await form.getByLabel("Your e-mail").fill("grace@example.com");
    await form.getByLabel("Your e-mail").press("Enter");
    await expect(log(page).getByText("You said: Where is my parcel?").last()).toBeVisible();
    await expect(form).toHaveCount(0);
    await expect(composer(page)).toHaveValue("");
  });

  await test.step("the inbox shows who wrote", async () => {
    const operator = await context.newPage();
    await signIn(operator, customer);
    await operator.goto("/inbox");
    await rows(operator).filter({ hasText: "Grace Hopper" }).click();
    await openDetails(operator);
    await expect(details(operator)).toContainText("grace@example.com");
  });
});

test("A visitor sends files, also by dropping them, and learns which one is refused and why", async ({
  page,
}, info) => {
  await openOn(page, "files", {});
  const chooser = page.waitForEvent("filechooser");
  await panel(page).getByRole("button", { name: "Attach a file" }).click();
  await (
    await chooser
  ).setFiles([
    { name: "parcel.png", mimeType: "image/png", buffer: PICTURE },
    { name: "film.mp4", mimeType: "video/mp4", buffer: Buffer.alloc(TOO_LARGE) },
  ]);
  await expect(panel(page).getByRole("alert").filter({ hasText: "film.mp4 is larger than 15" })).toBeVisible();
  await expect(panel(page).getByRole("status").filter({ hasText: "parcel.png" })).toHaveCount(1);
  await takePictures(page, info, "files");
  await panel(page).getByRole("button", { name: "Remove film.mp4" }).click();

  await test.step("a dropped file shows its progress and can be cancelled", async () => {
    const held = Promise.withResolvers<void>();
    await page.route("**/files*", async (route) => {
      await held.promise;
      // The page has given it up.
      await route.continue().catch(() => {});
    });
    const dropped = await page.evaluateHandle(() => {
      const data = new DataTransfer();
      data.items.add(new File(["slow"], "slow.txt", { type: "text/plain" }));
      return data;
    });
    await composer(page).dispatchEvent("dragover", { dataTransfer: dropped });
    await expect(panel(page).getByText("Drop files here")).toBeVisible();
    await composer(page).dispatchEvent("drop", { dataTransfer: dropped });
    await expect(panel(page).getByRole("progressbar", { name: /Uploading slow.txt/ })).toBeVisible();
    await takePictures(page, info, "files-progress");
    await panel(page).getByRole("button", { name: "Remove slow.txt" }).click();
    held.resolve();
    await page.unroute("**/files*");
    await expect(panel(page).getByText("slow.txt")).toHaveCount(0);
  });

  await composer(page).press("Enter");
  await expect(log(page).getByRole("img", { name: /parcel.png/ })).toBeVisible();
  await expect(panel(page).getByRole("button", { name: "Remove parcel.png" })).toHaveCount(0);
});

test("A visitor records a voice message, after cancelling one, and the microphone is released", async ({
  page,
}, info) => {
  await page.addInitScript(() => {
    const streams: MediaStream[] = [];
    Object.assign(window, { isMicrophoneOn: () => streams.some((stream) => stream.active) });
    const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await original(constraints);
      streams.push(stream);
      return stream;
    };
  });
  const isMicrophoneOn = () => page.evaluate("isMicrophoneOn()");
  await openOn(page, "voice", {});
  const record = panel(page).getByRole("button", { name: "Record a voice message" });
  const timer = panel(page).getByRole("timer");
  await record.click();
  await expect(timer).toHaveText(/Recording: 0:0[1-9]/);
  expect(await isMicrophoneOn()).toBe(true);
  await takePictures(page, info, "voice");
  await page.keyboard.press("Escape");
  await expect(timer).toHaveCount(0);
  await expect(panel(page)).toBeVisible();
  expect(await isMicrophoneOn()).toBe(false);

  await record.click();
  await expect(timer).toHaveText(/Recording: 0:0[1-9]/);
  await panel(page).getByRole("button", { name: "Stop recording and send" }).click();
  await expect(log(page).locator("audio")).toHaveCount(1);
  expect(await isMicrophoneOn()).toBe(false);
});

test("A visitor rates an answer and the conversation, saves the transcript, asks for a person and starts again", async ({
  page,
}, info) => {
  await openOn(page, "rest", {});
  await write(page, "Do you ship to Oslo?");
  await expect(log(page).getByText("You said: Do you ship to Oslo?").last()).toBeVisible();

  await test.step("thumbs", async () => {
    const [up, down] = [
      panel(page).getByRole("button", { name: "This answer was helpful" }),
      panel(page).getByRole("button", { name: "This answer was not helpful" }),
    ];
    await up.click();
    await expect(up).toHaveAttribute("aria-pressed", "true");
    await up.click();
    await expect(up).toHaveAttribute("aria-pressed", "false");
    await down.click();
    await panel(page).getByLabel("What was wrong? (optional)").fill("It only repeats me.");
    await takePictures(page, info, "thumbs");
    await panel(page).getByRole("form").getByRole("button", { name: "Send" }).click();
    await expect(panel(page).getByRole("form", { name: "Thank you for your feedback." })).toHaveCount(0);
    await expect(down).toHaveAttribute("aria-pressed", "true");
  });

  await test.step("the rating, by keyboard", async () => {
    const more = panel(page).getByRole("button", { name: "More" });
    await more.focus();
    await page.keyboard.press("ArrowUp");
    await expect(panel(page).getByRole("menuitem").last()).toBeFocused();
    await takePictures(page, info, "menu");
    await page.keyboard.press("Escape");
    await expect(more).toBeFocused();
    await choose(page, "Rate this conversation");
    await expect(panel(page).getByRole("radio", { name: "1 of 5" })).toBeFocused();
    for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
    await expect(panel(page).getByRole("radio", { name: "4 of 5" })).toBeChecked();
    await panel(page).getByLabel("Anything you would like to add? (optional)").fill("Quick!");
    await takePictures(page, info, "rating");
    await panel(page).getByRole("button", { name: "Send rating" }).click();
    await expect(panel(page).getByRole("form")).toHaveCount(0);
    await expect(panel(page).getByText("Thank you for your feedback.").first()).toBeVisible();
  });

  await test.step("the transcript", async () => {
    const download = page.waitForEvent("download");
    await choose(page, "Get a transcript");
    const saved = await download;
    expect(saved.suggestedFilename()).toMatch(/\.txt$/);
    expect(await readFile(await saved.path(), "utf8")).toContain("Do you ship to Oslo?");
  });

  await test.step("a person", async () => {
    await choose(page, "Talk to a person");
    await expect(panel(page).getByText("A colleague will read this").first()).toBeVisible();
    await takePictures(page, info, "person");
  });

  await test.step("a new conversation, after a question", async () => {
    await choose(page, "Start a new conversation");
    await takePictures(page, info, "restart");
    await panel(page).getByRole("button", { name: "Cancel" }).click();
    await expect(log(page).getByText("You said: Do you ship to Oslo?").last()).toBeVisible();
    await choose(page, "Start a new conversation");
    await panel(page).getByRole("button", { name: "Start again" }).click();
    await expect(log(page).getByText("Do you ship to Oslo?")).toHaveCount(0);
    await expect(composer(page)).toBeFocused();
  });
});
