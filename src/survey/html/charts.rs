//! Charts as SVG, drawn by kuva in the colours of the page: light, dark and paper are the style sheet's business.
//!
//! Every chart carries a title and a description, and the page shows its numbers in a table as well. Must not know what
//! the numbers mean.

use super::page::escape;
use crate::lang::Lang;
use kuva::backend::svg::SvgBackend;
use kuva::plot::line::LineStyle;
use kuva::plot::{BandPlot, BarPlot, ForestPlot, LinePlot, ScatterPlot};
use kuva::render::layout::{Layout, TickFormat};
use kuva::render::plots::Plot;
use kuva::render::render::render_multiple;
use kuva::render::theme::Theme;
use std::sync::Arc;

/// Lines that can be told apart.
pub(super) const SERIES: usize = 5;
/// Width of a chart in its own units; the page scales it.
const WIDTH: f64 = 720.0;
/// Height of a row of bars.
const ROW: f64 = 34.0;
/// Longer labels are cut.
const LABEL: usize = 34;

/// A share and its interval, in percent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Value {
    pub(super) at: f64,
    pub(super) low: f64,
    pub(super) high: f64,
}

/// A row of a chart of bars.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) label: String,
    pub(super) value: Value,
}

/// A line: points in time and their shares.
#[derive(Debug, Clone)]
pub(super) struct Series {
    pub(super) points: Vec<(f64, Value)>,
}

/// What a chart is called and what it shows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Caption<'a> {
    /// A name that no other chart of the page has.
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) description: &'a str,
}

/// Horizontal bars with intervals, the first on top.
pub(super) fn bars(caption: Caption<'_>, lang: Lang, rows: &[Row]) -> String {
    // kuva draws the first bar at the bottom.
    let rows: Vec<&Row> = rows.iter().rev().collect();
    let bars = rows
        .iter()
        .fold(BarPlot::new(), |plot, row| {
            plot.with_group(label(&row.label), [(row.value.at, "var(--bar)")])
        })
        .with_horizontal(true)
        .with_width(0.62)
        .with_asymmetric_error(rows.iter().map(|row| (row.value.at - row.value.low, row.value.high - row.value.at)))
        .with_error_color("var(--ink)")
        .with_error_cap_width(0.4);
    let plots = vec![Plot::Bar(bars)];
    let layout = percent_x(base(&plots, rows.len()), lang, rows.iter().map(|row| row.value.high));
    svg(caption, plots, layout)
}

/// Bars stacked from parts that each have a colour of the scale `--level-1` to `--level-5`.
pub(super) fn stacks(caption: Caption<'_>, lang: Lang, rows: &[(String, Vec<f64>)]) -> String {
    let colour = |part: usize| format!("var(--level-{})", part + 1);
    let bars = rows.iter().rev().fold(BarPlot::new(), |plot, (name, parts)| {
        plot.with_group(
            label(name),
            parts.iter().enumerate().map(|(part, share)| (*share, colour(part))).collect::<Vec<_>>(),
        )
    });
    let bars = bars.with_stacked().with_horizontal(true).with_width(0.62);
    let plots = vec![Plot::Bar(bars)];
    let layout = percent_x(base(&plots, rows.len()), lang, rows.iter().map(|(_, parts)| parts.iter().sum()));
    svg(caption, plots, layout)
}

/// Points with intervals, one a row; `middle` draws a line at 0 for differences.
pub(super) fn intervals(caption: Caption<'_>, lang: Lang, rows: &[Row], middle: bool) -> String {
    let plot = rows
        .iter()
        .fold(ForestPlot::new(), |plot, row| {
            plot.with_row(label(&row.label), row.value.at, row.value.low, row.value.high)
        })
        .with_color("var(--bar)")
        .with_marker_size(5.0)
        .with_whisker_width(2.0)
        .with_cap_size(4.0)
        .with_show_null_line(middle);
    let plots = vec![Plot::Forest(if middle { plot.with_null_value(0.0) } else { plot })];
    let layout = base(&plots, rows.len());
    let layout = if middle {
        let far = rows.iter().map(|row| row.value.high.max(-row.value.low)).fold(1.0, f64::max);
        let far = (far / 10.0).ceil() * 10.0;
        layout
            .with_x_axis_min(-far)
            .with_x_axis_max(far)
            .with_x_tick_format(TickFormat::Custom(Arc::new(move |value| points(lang, value))))
    } else {
        percent_x(layout, lang, rows.iter().map(|row| row.value.high))
    };
    svg(caption, plots, layout)
}

/// Lines over time with a band for the interval. `name` says what a point in time is called.
pub(super) fn trend(caption: Caption<'_>, lang: Lang, series: &[Series], name: Arc<dyn Fn(f64) -> String + Send + Sync>) -> String {
    let all = || series.iter().flat_map(|series| &series.points);
    let (first, last) = all().fold((f64::MAX, f64::MIN), |(first, last), (x, _)| (first.min(*x), last.max(*x)));
    let mut plots = Vec::new();
    for (index, line) in series.iter().enumerate() {
        let x = || line.points.iter().map(|(x, _)| *x);
        let band = BandPlot::new(x(), line.points.iter().map(|(_, y)| y.low), line.points.iter().map(|(_, y)| y.high));
        plots.push(Plot::Band(band.with_color(colour(index)).with_opacity(if series.len() > 3 {
            0.08
        } else {
            0.16
        })));
    }
    for (index, line) in series.iter().enumerate() {
        let points: Vec<(f64, f64)> = line.points.iter().map(|(x, y)| (*x, y.at)).collect();
        let dots = ScatterPlot::new().with_data(points.clone()).with_color(colour(index)).with_size(3.5);
        // A single point has no line; its interval must still be seen.
        let dots = if points.len() == 1 {
            dots.with_y_err_asymmetric(line.points.iter().map(|(_, y)| (y.at - y.low, y.high - y.at)))
        } else {
            dots
        };
        let path = LinePlot::new().with_data(points).with_color(colour(index)).with_stroke_width(2.2);
        plots.push(Plot::Line(path.with_line_style(style(index))));
        plots.push(Plot::Scatter(dots));
    }
    let step = ((last - first) / 10.0).ceil().max(1.0);
    let layout = base(&plots, 0)
        .with_height(340.0)
        .with_x_axis_min(first - 0.4)
        .with_x_axis_max(last + 0.4)
        .with_x_tick_step(step)
        .with_x_tick_format(TickFormat::Custom(name));
    let most = nice(all().map(|(_, y)| y.high));
    let layout = layout
        .with_y_axis_min(0.0)
        // A little more, so that a point at 100 % is whole.
        .with_y_axis_max(most * 1.02)
        .with_y_tick_step(most / 5.0)
        .with_y_tick_format(TickFormat::Custom(Arc::new(move |value| whole(lang, value))));
    svg(caption, plots, layout)
}

/// The colour of a line.
pub(super) fn colour(series: usize) -> String {
    format!("var(--line-{})", series % SERIES + 1)
}

/// The pattern of a line, for those who see no colours.
pub(super) const fn dashes(series: usize) -> &'static str {
    match series % SERIES {
        0 => "none",
        1 => "9 4",
        2 => "2 4",
        3 => "9 3 2 3",
        _ => "14 5",
    }
}

fn style(series: usize) -> LineStyle {
    match dashes(series) {
        "none" => LineStyle::Solid,
        dashes => LineStyle::Custom(dashes.to_owned()),
    }
}

fn base(plots: &[Plot], rows: usize) -> Layout {
    let theme = Theme {
        background: "none".into(),
        axis_color: "var(--axis)".into(),
        grid_color: "var(--grid)".into(),
        tick_color: "var(--axis)".into(),
        text_color: "var(--ink)".into(),
        legend_bg: "none".into(),
        legend_border: "none".into(),
        font_family: Some("inherit".into()),
        ..Theme::light()
    };
    #[expect(clippy::cast_precision_loss, reason = "a chart has few rows")]
    let height = (rows as f64).mul_add(ROW, 56.0);
    Layout::auto_from_plots(plots)
        .with_theme(theme)
        .with_width(WIDTH)
        .with_height(height)
        .with_tick_size(13)
        .with_body_size(13)
        .with_label_size(13)
}

/// An axis in percent from 0 to a round number above `highs`.
fn percent_x(layout: Layout, lang: Lang, highs: impl Iterator<Item = f64>) -> Layout {
    let most = nice(highs);
    layout
        .with_x_axis_min(0.0)
        .with_x_axis_max(most)
        .with_x_tick_step(most / 5.0)
        .with_x_tick_format(TickFormat::Custom(Arc::new(move |value| whole(lang, value))))
}

/// The next of 5, 10, 20, 25, 50 and 100 percent.
fn nice(highs: impl Iterator<Item = f64>) -> f64 {
    let high = highs.fold(0.0, f64::max);
    [5.0, 10.0, 20.0, 25.0, 50.0].into_iter().find(|most| high <= *most).unwrap_or(100.0)
}

fn whole(lang: Lang, value: f64) -> String {
    match lang {
        Lang::De => format!("{value:.0} %"),
        Lang::En => format!("{value:.0}%"),
    }
}

fn points(lang: Lang, value: f64) -> String {
    let number = format!("{value:+.0}").replace('-', "−");
    let number = if number.trim_start_matches(['+', '−']) == "0" {
        "0".to_owned()
    } else {
        number
    };
    if lang == Lang::De { number.replace('.', ",") } else { number }
}

/// A label that fits, and in which `$` is no sign of mathematics.
fn label(text: &str) -> String {
    crate::report::layout::cut(&crate::report::layout::one_line(text), LABEL).replace('$', "＄")
}

/// The picture, with its texts for those who do not see it, scaled by the page.
fn svg(caption: Caption<'_>, plots: Vec<Plot>, layout: Layout) -> String {
    let drawn = SvgBackend::new().render_scene(&render_multiple(plots, layout));
    let Caption { id, title, description } = caption;
    let (head, body) = drawn.split_once('>').unwrap_or((drawn.as_str(), ""));
    let size = |name: &str| {
        head.split_once(&format!(" {name}=\""))
            .and_then(|(_, rest)| rest.split_once('"'))
            .map_or("0", |(value, _)| value)
    };
    let (width, height) = (size("width"), size("height"));
    // Names inside a picture are names of the whole page.
    let body = body.replace(" id=\"", &format!(" id=\"{id}-")).replace("url(#", &format!("url(#{id}-"));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" fill=\"var(--ink)\">\
         <title id=\"{id}-title\">{}</title><desc id=\"{id}-desc\">{}</desc>{body}",
        escape(title),
        escape(description)
    )
}
