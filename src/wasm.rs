//! The edge to JavaScript: the only file that names wasm-bindgen, web-sys, js-sys and serde-wasm-bindgen.
//!
//! Runs in a worker. A panic is logged with its place before the module traps; the page then starts another worker.

use std::cell::RefCell;

use js_sys::{Function, Reflect};
use serde::Serialize as _;
use wasm_bindgen::prelude::*;

use crate::document::parse_date;
use crate::model::Model;
use crate::pipeline::{self, Options, Stage};
use crate::span::Utf16Table;
use crate::view::{self, Parts};

/// Sends panics to the console.
#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(Box::new(|info| web_sys::console::error_1(&info.to_string().into())));
}

/// Annotates texts with one model.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Annotator {
    model: Model,
    times: RefCell<Vec<(Stage, f64)>>,
}

#[wasm_bindgen]
impl Annotator {
    /// Reads the model file; throws with a message when the bytes are no model for this code.
    #[wasm_bindgen(constructor)]
    pub fn new(model: &[u8]) -> Result<Annotator, JsError> {
        let model = Model::from_bytes(model)?;
        Ok(Self { model, times: RefCell::default() })
    }

    /// The annotation of `text` as plain objects. Options, all optional: `date` (`YYYY-MM-DD`), `tokens`, `text`, `marks`
    /// (booleans), `restored` (UTF-16 offsets inside dropped blocks to count), `onStage` (called with done, total, name).
    #[wasm_bindgen(unchecked_return_type = "Article")]
    pub fn annotate(
        &self,
        text: String,
        #[wasm_bindgen(unchecked_optional_param_type = "AnnotateOptions")] options: JsValue,
    ) -> Result<JsValue, JsError> {
        if text.len() > crate::MAX_TEXT_BYTES {
            let message = format!("the text has {} bytes, more than the limit of {}", text.len(), crate::MAX_TEXT_BYTES);
            return Err(JsError::new(&message));
        }
        let option = |name: &str| {
            let value = if options.is_object() { Reflect::get(&options, &name.into()).ok() } else { None };
            value.filter(|v| !v.is_undefined() && !v.is_null())
        };
        let flag = |name| option(name).is_some_and(|v| v.is_truthy());
        let date = match option("date") {
            None => None,
            Some(value) => {
                let given = value.as_string().unwrap_or_default();
                Some(parse_date(&given).ok_or_else(|| JsError::new(&format!("{given:?} is no date of the form YYYY-MM-DD")))?)
            }
        };
        let restored = match option("restored") {
            None => Vec::new(),
            Some(offsets) => {
                let table = Utf16Table::new(&text);
                let offsets = js_sys::Array::from(&offsets);
                offsets.iter().filter_map(|v| v.as_f64()).map(|offset| table.byte(offset as u32)).collect()
            }
        };
        let on_stage = option("onStage").and_then(|f| f.dyn_into::<Function>().ok());

        let mut times: Vec<(Stage, f64)> = Vec::new();
        let mut observe = |stage: Stage| {
            if let Some(callback) = &on_stage {
                let done = Stage::ALL.iter().position(|&s| s == stage).unwrap_or(0);
                // A throwing callback must not end the annotation.
                let _ = callback.call3(
                    &JsValue::NULL,
                    &(done as u32).into(),
                    &(Stage::ALL.len() as u32).into(),
                    &stage.as_str().into(),
                );
            }
            times.push((stage, now()));
        };
        let doc = pipeline::annotate_observed(&self.model, text, &Options { date, restored }, &mut observe);
        let end = now();
        let ends = times.iter().skip(1).map(|t| t.1).chain([end]).collect::<Vec<_>>();
        self.times.replace(times.iter().zip(ends).map(|(&(stage, from), to)| (stage, to - from)).collect());

        let parts = Parts { text: flag("text"), tokens: flag("tokens"), marks: flag("marks") };
        let article = view::article(&doc, None, parts);
        let serializer = serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true);
        Ok(article.serialize(&serializer)?)
    }

    /// Milliseconds of each stage of the last annotation, by name.
    #[wasm_bindgen(js_name = stageTimes, unchecked_return_type = "Record<string, number>")]
    pub fn stage_times(&self) -> JsValue {
        let times = js_sys::Object::new();
        for (stage, ms) in self.times.borrow().iter() {
            // Setting a property of a fresh plain object cannot fail.
            let _ = Reflect::set(&times, &stage.as_str().into(), &(*ms).into());
        }
        times.into()
    }
}

fn now() -> f64 {
    let scope = js_sys::global();
    let performance = Reflect::get(&scope, &"performance".into()).ok().and_then(|p| p.dyn_into::<web_sys::Performance>().ok());
    performance.map_or(0.0, |p| p.now())
}

#[wasm_bindgen(typescript_custom_section)]
const OPTIONS_TYPE: &str = r#"
export type Article = import("../js/article.d.ts").Article;
export interface AnnotateOptions {
  date?: string | null;
  tokens?: boolean;
  text?: boolean;
  marks?: boolean;
  restored?: number[];
  onStage?: (done: number, total: number, stage: string) => void;
}
"#;
