"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { useWatch } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { DialogClose, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormErrors } from "@/components/ui/form-errors";
import { Input } from "@/components/ui/input";
import { KeyField } from "./key-field";
import { ModelUses } from "./model-uses";
import { ModelPicker } from "./model-picker";
import { PresetField } from "./preset-field";
import { NO_KEY } from "./provider-form-schema";
import { CUSTOM_PRESET, type ProviderPreset, providerPresets } from "./provider-presets";
import type { Provider } from "./provider-types";
import { useOfferedModels } from "./use-offered-models";
import { type ProviderFormState, useProviderForm, useRemovedModels, useSaveProvider } from "./use-provider-form";

const labels = { name: "Name", baseUrl: "Base URL", apiKey: "API key", models: "Models" };

interface ProviderFormProps {
  /** The provider to edit; null to add one. */
  provider: Provider | null;
  onSaved: () => void;
}

/** Adds or edits a provider. It is tested before it is saved; the input stays when either fails. */
export function ProviderForm({ provider, onSaved }: ProviderFormProps) {
  const [preset, setPreset] = useState<ProviderPreset>(() => presetFor(provider));
  const form = useProviderForm(provider, preset);
  const { errors, isSubmitting } = form.formState;
  const { failure, save } = useSaveProvider(form, provider, onSaved);

  const removed = useRemovedModels(provider, useWatch({ control: form.control, name: "models" }));
  const then = removed.length > 0 ? "save without them" : "save";

  function choose(next: ProviderPreset) {
    const name = form.getValues("name");
    if (name === "" || name === preset.name) form.setValue("name", next === CUSTOM_PRESET ? "" : next.name);
    form.setValue("kind", next.kind);
    form.setValue("baseUrl", next.baseUrl);
    form.setValue("needsNoKey", Boolean(next.isLocal));
    form.clearErrors();
    setPreset(next);
  }

  return (
    <form onSubmit={save(false)} noValidate className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-5">
      <FormErrors errors={errors} labels={labels} />
      {!provider && <PresetField label="Provider" value={preset} onChange={choose} />}
      <Field label={labels.name} error={errors.name?.message}>
        <Input autoComplete="off" {...form.register("name")} />
      </Field>
      <ConnectionFields form={form} preset={preset} provider={provider} />
      {removed.length > 0 && (
        <ModelUses
          title="These bots use models that you take out. They can’t be published again until you choose others:"
          uses={removed}
        />
      )}
      {failure !== null && (
        <Alert tone="danger" title="The test call failed, so nothing is saved yet">
          {failure}
        </Alert>
      )}
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        {failure !== null && (
          <Button variant="outline" disabled={isSubmitting} onClick={save(true)}>
            Save anyway
          </Button>
        )}
        <Button type="submit" pending={isSubmitting}>
          {failure === null ? `Test and ${then}` : `Test again and ${then}`}
        </Button>
      </DialogFooter>
    </form>
  );
}

interface ConnectionFieldsProps {
  form: ProviderFormState;
  preset: ProviderPreset;
  provider: Provider | null;
}

/** The address, the key, and the models that they lead to. */
function ConnectionFields({ form, preset, provider }: ConnectionFieldsProps) {
  const { errors, isSubmitted } = form.formState;
  const [kind, baseUrl, typedKey] = useWatch({ control: form.control, name: ["kind", "baseUrl", "apiKey"] });
  const models = useWatch({ control: form.control, name: "models" });
  const apiKey = typedKey.trim() === "" && preset.isLocal && !provider ? NO_KEY : typedKey.trim();
  const { offered, load } = useOfferedModels({ kind, baseUrl, apiKey, providerId: provider?.id ?? null });

  // The stored key is only sent to the stored address, so nobody has to ask for this list.
  const loadStored = useEffectEvent(() => provider && load());
  useEffect(() => void loadStored(), []);
  const onBlur = () => {
    if (apiKey !== "" && (kind === "gateway" || URL.canParse(baseUrl))) load();
  };

  return (
    <>
      {kind === "openai_compatible" && (
        <Field label={labels.baseUrl} hint={addressHint(preset)} error={errors.baseUrl?.message}>
          <Input
            type="url"
            inputMode="url"
            autoComplete="off"
            placeholder="https://api.example.com/v1"
            {...form.register("baseUrl", { onBlur })}
          />
        </Field>
      )}
      <KeyField
        label={labels.apiKey}
        preset={preset}
        storedHint={provider?.keyHint ?? null}
        error={errors.apiKey?.message}
        {...form.register("apiKey", { onBlur })}
      />
      <ModelPicker
        label={labels.models}
        value={models}
        onChange={(next) => form.setValue("models", next, { shouldValidate: isSubmitted })}
        offered={offered}
        onLoad={load}
        example={preset.model}
        error={errors.models?.message}
      />
    </>
  );
}

function presetFor(provider: Provider | null): ProviderPreset {
  if (provider === null) return providerPresets[0] ?? CUSTOM_PRESET;
  const { kind, baseUrl } = provider;
  return providerPresets.find((known) => known.kind === kind && known.baseUrl === (baseUrl ?? "")) ?? CUSTOM_PRESET;
}

function addressHint({ isLocal }: ProviderPreset): string {
  return isLocal
    ? "On a private network, Parley only calls the hosts in its setting PARLEY_ALLOWED_PRIVATE_HOSTS."
    : "The address that /chat/completions is appended to.";
}
