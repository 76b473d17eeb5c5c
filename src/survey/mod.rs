//! What an archive of ads says, in figures: how many invite whom and how strongly, what puts people off, and how that
//! differs between years, employers or two archives.
//!
//! Ads are seen one after the other ([`Survey::add`]) and only counts are kept, with a hash of every ad so that the same ad
//! counts once. Partial surveys can be joined ([`Survey::merge`]). [`Figures`] are what came out, with intervals; tables, CSV,
//! JSON and the HTML report are all written from them. Must not know where ads come from or how they are judged.

mod collect;
mod csv;
mod date;
mod duplicates;
mod figures;
mod html;
mod interval;
mod outline;
mod plan;
mod reckon;
mod table;
mod tally;
mod wordings;
pub mod words;

pub use collect::{Counted, Survey};
pub use csv::csv;
pub use date::Day;
pub use figures::{
    Archives, ClauseFigure, ClauseWordings, Comparison, Comparisons, DemandFigure, Figures, GroundFigure, GroupFigure, KnownGroups, RuleFigure,
    SeverityFigure, TitleFigure, WordingFigure, json, schema,
};
pub use html::html;
pub use interval::{Difference, Share, TOO_FEW};
pub use outline::{Meta, Outline};
pub use plan::{Breakdown, Dimension, Duplicates, Plan, PlanFault, Side};
pub use table::table;
