//! Invented calls, generated from numbers.

/// An invented call.
pub(crate) struct Call {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) get: bool,
    pub(crate) path: String,
    /// The value of `action=…`, if the call has one.
    pub(crate) action: Option<String>,
    pub(crate) sets: Vec<u32>,
    pub(crate) request: Vec<Field>,
    pub(crate) reply: Vec<Field>,
    pub(crate) errors: Vec<(i64, String)>,
    /// The kinds of account that may call.
    pub(crate) accounts: Vec<&'static str>,
    /// Whether the page has its tables as JSON.
    pub(crate) json_tables: bool,
}

/// An invented field.
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) required: bool,
    pub(crate) about: String,
}

pub(crate) enum Kind {
    Text,
    Number,
    Boolean,
    Numbers,
    Object(Vec<Field>),
    Objects(Vec<Field>),
}

const THINGS: [(&str, &str); 12] = [
    ("shelf", "书架"),
    ("lantern", "灯笼"),
    ("ferry", "渡船"),
    ("garden", "花园"),
    ("kettle", "水壶"),
    ("stage", "戏台"),
    ("orchard", "果园"),
    ("bridge", "石桥"),
    ("parcel", "包裹"),
    ("loom", "织机"),
    ("tower", "钟楼"),
    ("basket", "竹篮"),
];
const DEEDS: [(&str, &str); 8] = [
    ("get", "查询"),
    ("list", "列出"),
    ("create", "新建"),
    ("update", "修改"),
    ("remove", "移除"),
    ("count", "统计"),
    ("reserve", "预约"),
    ("inspect", "检查"),
];
const TRAITS: [(&str, &str); 14] = [
    ("colour", "颜色"),
    ("height", "高度"),
    ("keeper_name", "看守人姓名"),
    ("opened_at", "开放时刻"),
    ("remark", "附言"),
    ("serial_no", "序号"),
    ("weight", "重量"),
    ("is_open", "是否开放"),
    ("visitor_ids", "来访者编号"),
    ("owner", "主人"),
    ("pieces", "部件"),
    ("season", "季节"),
    ("price", "价钱"),
    ("page_size", "每页条数"),
];

/// Pseudo-random numbers: splitmix64.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }

    fn one_in(&mut self, of: usize) -> bool {
        self.below(of) == 0
    }
}

impl Call {
    /// Returns the call of a number.
    pub(crate) fn invent(number: usize) -> Self {
        let mut dice = Dice(number as u64);
        let (thing, thing_title) = THINGS[dice.below(THINGS.len())];
        let (deed, deed_title) = DEEDS[dice.below(DEEDS.len())];
        let get = dice.one_in(9);
        let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
        let accounts = ["小程序", "公众号", "服务号", "小游戏", "微信小店"];
        let fields = |dice: &mut Dice, depth: usize| {
            let count = 2 + dice.below(7);
            fields(dice, count, depth)
        };
        let mut request = fields(&mut dice, if get { 0 } else { 2 });
        if get {
            request.truncate(3);
        }
        Self {
            name: format!("{deed}{}{number}", capital(thing)),
            title: format!("{deed_title}{thing_title}{number}"),
            get,
            path: format!("/{thing}/{deed}{number}"),
            action: dice.one_in(12).then(|| format!("{deed}_{thing}")),
            sets: (0..dice.below(3)).map(|set| [8, 26, 47][set]).collect(),
            request,
            reply: fields(&mut dice, 2),
            errors: (0..dice.below(5))
                .map(|code| (990_000 + (number * 5 + code) as i64, format!("{thing} is closed")))
                .collect(),
            accounts: accounts[..1 + dice.below(accounts.len())].to_vec(),
            json_tables: dice.one_in(4),
        }
    }
}

/// Returns fields with different names, some of them objects nested up to this depth.
fn fields(dice: &mut Dice, count: usize, depth: usize) -> Vec<Field> {
    let first = dice.below(TRAITS.len());
    let each = (0..count).map(|offset| {
        let (name, title) = TRAITS[(first + offset) % TRAITS.len()];
        let inner = |dice: &mut Dice| {
            let count = 1 + dice.below(4);
            fields(dice, count, depth - 1)
        };
        let kind = match (name, depth) {
            ("owner", 1..) => Kind::Object(inner(dice)),
            ("pieces", 1..) => Kind::Objects(inner(dice)),
            ("visitor_ids", _) => Kind::Numbers,
            ("is_open", _) => Kind::Boolean,
            ("height" | "weight" | "opened_at" | "price" | "page_size", _) => Kind::Number,
            _ => Kind::Text,
        };
        let (required, about) = (!dice.one_in(3), format!("{title}，写法 {}", dice.below(1000)));
        Field { name: name.to_owned(), kind, required, about }
    });
    each.collect()
}
