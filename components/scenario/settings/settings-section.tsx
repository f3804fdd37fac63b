"use client";

import { useId } from "react";
import { Field } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import { ThresholdCard } from "../matching/threshold-card";
import { ChoiceBox } from "../panel/fields/choice-box";
import { TokensField } from "../panel/fields/tokens-field";
import { useScenario } from "../use-scenario";

const whenNothing = [
  { value: "fallback", label: "Fallback answers" },
  { value: "model", label: "The model answers" },
] as const;

/** How the scenario takes part in a conversation. */
export function SettingsSection() {
  const heading = useId();
  const { botId, settings, changeSettings, canEdit } = useScenario();
  return (
    <section aria-labelledby={heading} className="grid min-w-0 gap-3">
      <h3 id={heading} className="text-16 font-semibold">
        Settings
      </h3>
      <fieldset
        disabled={!canEdit}
        className="min-w-0 divide-y rounded-xl border bg-card shadow-raised [&>div]:px-4 [&>div]:py-3.5"
      >
        <legend className="sr-only">Settings of the scenario</legend>
        <Field
          layout="split"
          label="The scenario answers first"
          hint="When it is off, the bot does not use its interactions."
        >
          <Switch checked={settings.enabled} onCheckedChange={(enabled) => changeSettings({ enabled })} />
        </Field>
        <Field
          layout="split"
          label="Welcome greets"
          hint="It answers the first message of a conversation that nothing else matches."
        >
          <Switch checked={settings.greets} onCheckedChange={(greets) => changeSettings({ greets })} />
        </Field>
        <Field label="When nothing matches">
          <ChoiceBox
            value={settings.modelAnswers ? "model" : "fallback"}
            options={whenNothing}
            className="max-w-sm"
            onChange={(who) => changeSettings({ modelAnswers: who === "model" })}
          />
        </Field>
        <TokensField
          path="settings.backWords"
          label="Words for back"
          hint="They lead to the menu before."
          what="word"
          value={settings.backWords}
          readOnly={!canEdit}
          onChange={(backWords) => changeSettings({ backWords })}
        />
        <TokensField
          path="settings.mainMenuWords"
          label="Words for the main menu"
          hint="They lead to Welcome."
          what="word"
          value={settings.mainMenuWords}
          readOnly={!canEdit}
          onChange={(mainMenuWords) => changeSettings({ mainMenuWords })}
        />
      </fieldset>
      <ThresholdCard
        botId={botId}
        canEdit={canEdit}
        threshold={settings.threshold}
        onChange={(threshold) => changeSettings({ threshold })}
      />
    </section>
  );
}
