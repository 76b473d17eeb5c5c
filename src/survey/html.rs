//! stub
use super::figures::Figures;
use crate::lang::Lang;
pub fn html(_f:&Figures,_l:Lang,_top:usize)->String{String::new()}
