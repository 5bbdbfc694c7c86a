import { BadgeCheck, Check, Eye, EyeOff, Send } from "lucide-react";
import type { ReactNode } from "react";
import { Docket, DocketLine, Rail } from "@/components/docket";
import { SAMPLE_WORDS as W } from "./words";

/** Always invented: a page in front of the door shows nobody's data. */
export function SampleDockets() {
  return (
    <div aria-hidden className="select-none">
      <Rail thick />
      <div className="flex gap-7 pl-[60px]">
        <Sample id="J-8F71" type="Register" name="The Wētā & Vine" className="w-[308px] -rotate-[0.6deg]">
          <Line icon={<Eye className="text-seen" />} text={W.looked} end="9:57:58" />
          <Line icon={<Send className="text-seen" />} text={W.sent} end="9:58:03" />
          <Line
            icon={<BadgeCheck className="text-seen" />}
            text={<b className="font-heading">{W.seen}</b>}
            end="9:58:04"
          />
          <DocketLine />
          <p className="voice-machine text-12 leading-5 text-ink-2">
            {W.portalId}
            <br />
            {W.store}
          </p>
        </Sample>
        <Sample id="J-9TB6" type="Menu" name="Six Sisters’ Curry House" className="w-[318px] rotate-[0.5deg]">
          <Line icon={<Check className="text-seen" />} text="Starters" end="14" />
          <Line icon={<Check className="text-seen" />} text="Biryani" end="31" />
          <Line icon={<Check className="text-seen" />} text="Curries" end="22" />
          <Line icon={<Check className="text-seen" />} text={W.categories[0]} end="11" />
          <Line icon={<Check className="text-seen" />} text={W.categories[1]} end="9" />
          <Line icon={<Check className="text-seen" />} text={W.categories[2]} end="9" />
          <DocketLine />
          <Line
            icon={<BadgeCheck className="text-seen" />}
            text={<b className="font-heading">{W.dishes}</b>}
            end="11:02:16"
          />
        </Sample>
        <Sample id="J-4QF7" type="Register" name="Māhina’s Noodle Room" className="w-[318px] -rotate-[0.3deg]">
          <Line icon={<Eye className="text-seen" />} text={W.looked} end="1:03:58" />
          <Line icon={<Send className="text-seen" />} text={W.sent} end="1:04:07" />
          <Line
            icon={<EyeOff className="text-bell" />}
            text={<b className="font-heading text-bell">{W.notSeen}</b>}
            end="1:05:09"
          />
          <DocketLine />
          <p className="text-13 text-ink-2">{W.question}</p>
        </Sample>
      </div>
    </div>
  );
}

function Sample({
  id,
  type,
  name,
  className,
  children,
}: {
  id: string;
  type: string;
  name: string;
  className: string;
  children: ReactNode;
}) {
  return (
    <Docket className={`shrink-0 origin-top self-start -mt-px ${className}`}>
      <div className="px-1">
        <div className="mt-1 flex justify-between text-12 text-ink-2">
          <span className="voice-machine">{id}</span>
          {type}
        </div>
        <p className="voice-place mt-1 text-[22px]/8 whitespace-nowrap">{name}</p>
        <DocketLine />
        {children}
      </div>
    </Docket>
  );
}

function Line({ icon, text, end }: { icon: ReactNode; text: ReactNode; end: string }) {
  return (
    <p className="flex items-center gap-2.5 py-1 text-14">
      {icon}
      <span className="flex-1">{text}</span>
      <span className="text-ink-2">{end}</span>
    </p>
  );
}
