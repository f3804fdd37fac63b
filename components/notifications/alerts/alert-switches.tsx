"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import { chooseAlerts, useAlertChoices } from "./alert-choices";
import { playAlertSound } from "./alert-sound";
import { askForDesktop, showDesktop } from "./desktop-notification";

/** Chooses how this browser alerts its user when a customer needs a person. Each switch takes effect immediately. */
export function AlertSwitches() {
  const { sound, desktop } = useAlertChoices();
  const [fault, setFault] = useState<string | null>(null);

  function changeSound(wanted: boolean) {
    chooseAlerts({ sound: wanted });
    if (wanted) playAlertSound().catch((error: unknown) => console.warn("The alert could not be played:", error));
  }

  async function changeDesktop(wanted: boolean) {
    const found = wanted ? await allowDesktop() : null;
    setFault(found);
    chooseAlerts({ desktop: wanted && found === null });
  }

  return (
    <>
      <Field label="Sound when a customer needs a person" layout="split">
        <Switch checked={sound} onCheckedChange={changeSound} />
      </Field>
      <Field label="Desktop notification" layout="split" error={fault ?? undefined}>
        <Switch checked={desktop} onCheckedChange={(wanted) => void changeDesktop(wanted)} />
      </Field>
    </>
  );
}

/** Asks for permission and shows a first notification. Returns why that is not possible, or null. */
async function allowDesktop(): Promise<string | null> {
  const permission = await askForDesktop();
  if (permission === "unsupported") return NOT_HERE;
  if (permission !== "granted") {
    return "This browser blocks notifications of Parley. Allow them in the site's settings, beside its address, and try again.";
  }
  const body = "This is how a call for a person looks.";
  const isShown = showDesktop({ title: "Desktop notifications are on", body, tag: "parley-first", onClick() {} });
  return isShown ? null : NOT_HERE;
}

const NOT_HERE = "This browser can't show notifications here. They need a desktop browser and an https address.";
