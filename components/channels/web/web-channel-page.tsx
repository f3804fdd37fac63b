"use client";

import type { ReactNode } from "react";
import type { ChannelOf } from "@/components/channels/channel-types";
import { AccessPart } from "./access/access-part";
import { BeforePart } from "./before/before-part";
import type { PartId } from "./draft/parts";
import { type PartProps, useWebDraft } from "./draft/use-web-draft";
import { usePart } from "./draft/use-part";
import { FeaturesPart } from "./features/features-part";
import { InstallPart } from "./install/install-part";
import { LookPart } from "./look/look-part";
import { PartNav } from "./part-nav";
import { PreviewPane } from "./preview/preview-pane";
import { ProactivePart } from "./proactive/proactive-part";
import { RatingsPart } from "./ratings-part";
import { SaveBar } from "./save-bar";
import { TextsPart } from "./texts/texts-part";

interface WebChannelPageProps {
  channel: ChannelOf<"web">;
  isPublished: boolean;
  conversations: ReactNode;
}

/** All settings of a web channel in parts, with a preview of what is not saved yet. */
export function WebChannelPage({ channel, isPublished, conversations }: WebChannelPageProps) {
  const part = usePart();
  const web = useWebDraft(channel);
  const faulty = [...web.faults.keys()];
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PartNav current={part} faultyPaths={faulty} />
      {part === "install" && <InstallPart channel={channel} isPublished={isPublished} conversations={conversations} />}
      {part === "ratings" && <RatingsPart channel={channel} />}
      {part !== "install" && part !== "ratings" && (
        // Beside the fields only where the preview can be read; the test chat may take the room.
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 @3xl:grid-cols-[minmax(0,1fr)_minmax(0,23rem)]">
          <div className="grid min-w-0 gap-5 @container">
            <PartFields part={part} channel={channel} {...web} />
          </div>
          <PreviewPane draft={web.draft} channel={channel} part={part} />
        </div>
      )}
      <SaveBar {...web} />
    </div>
  );
}

interface PartFieldsProps extends PartProps {
  part: PartId;
  channel: ChannelOf<"web">;
}

function PartFields({ part, channel, ...props }: PartFieldsProps) {
  const { draft, change, faultAt } = props;
  const fields = { draft, change, faultAt };
  const { id, publicId, settings } = channel;
  switch (part) {
    case "look":
      return (
        <LookPart
          {...fields}
          channelId={id}
          publicId={publicId}
          avatarFileId={settings.widget.appearance.avatarFileId}
        />
      );
    case "texts":
      return <TextsPart {...fields} />;
    case "before":
      return <BeforePart {...fields} />;
    case "proactive":
      return <ProactivePart {...fields} />;
    case "features":
      return <FeaturesPart {...fields} />;
    case "access":
      return <AccessPart {...fields} channelId={id} settings={settings} />;
    case "install":
    case "ratings":
      return null;
  }
}
