"""Common English words for sentences without sense; the words of the operations are left out on purpose."""

from __future__ import annotations

from typing import Final

from neurlang.prompts.training.out_of_scope.grammar import vocabulary_of

COMMON: Final[tuple[str, ...]] = vocabulary_of("""
able about above accept access accident according account accuse across act action active activity actor
actress adapt address adjust admire admit adult advance advice affair affect afford afraid after again
against age agency agent ago agree ahead aim air airplane airport alarm album alert alike alive all allow
almost alone along already also although always amazing among amount amuse ancient anger angle angry animal
ankle announce annual another answer ant anxious any anybody anymore anyone anything anyway anywhere apart
apartment apologize appeal appear apple apply appoint approach approve apron area argue arm army around
arrange arrest arrive arrow art article artist ashamed aside ask asleep assist assume atmosphere attach
attack attempt attend attention attic attitude attract audience aunt author autumn available avenue avoid
awake award aware away awful awkward baby back background bacon bad badge bag bake balance balcony ball
balloon banana band bank bar barely bark barn barrel base basement basic basket bath battery battle beach
bean bear beard beast beat beautiful beauty because become bed bedroom bee beef before beg begin behave
behind being belief believe bell belong below belt bench bend beneath benefit berry beside best better beyond
bicycle big bill bird birth birthday biscuit bitter black blade blame blank blanket bleed bless blind block
blood blossom blow blue board boat body boil bold bone bonus book boot border bored born borrow boss bother
bottle bottom bounce bow bowl box boy brain brake branch brave bread break breakfast breath breathe breeze
brick bride bridge brief bright brilliant bring broad broken brother brown brush bubble bucket budget bug
build building bulb bunch burden burn burst bury bus bush business busy butter butterfly button buy cabin
cabinet cable cage cake calendar calm camera camp campaign canal cancel cancer candle candy cap capable
capital captain car carbon card care career careful carpet carrot carry cart case cash castle casual cat
catch cattle cause cave ceiling celebrate cell cellar century cereal certain chain chair challenge champion
chance channel chapter character charge charity charm chart chase chat cheap cheat cheek cheer cheese chef
chemical cherry chest chew chicken chief child chimney chin chocolate choice church cigarette cinema citizen
city civil claim class classic clay clean clear clerk clever client cliff climate climb clock cloth clothes
cloud clown club clue coach coal coast coat coconut code coffee coin cold collar collect college colony color
comb come comedy comfort command comment committee community company complain concert confess confirm confuse
connect conscious consider contact contain content contest continent contract cook cookie cool copper coral
corn corner correct cost costume cottage cotton couch cough council country courage course court cousin cover
cow crab crack cradle craft crash crazy cream create creature credit crew cricket crime criminal crisis
critic crop cross crowd crown cruel crush cry crystal culture cup cupboard cure curious curl curtain curve
cushion custom customer cute cycle dad daily damage damp dance danger dare dark darling data daughter dawn
day dead deaf deal dear death debate debt decade deceive decent decide deck declare decorate deep deer defeat
defend degree delay delicate delicious delight deliver demand dentist deny depart depend deposit depth desert
deserve design desire desk despair dessert destroy detail detective develop device devil diamond diary diet
different difficult dig dinner dirt disagree disappear disaster discover discuss disease dish dislike distant
district disturb dive doctor document dog doll dolphin donkey door doubt dove down dozen draft drag dragon
drama draw drawer dream dress drift drink drive drop drown drug drum dry duck dull during dust duty eager
eagle ear early earn earth ease east easy eat echo edge edit editor educate effect effort egg eight either
elbow elder elect electric elegant elephant elevator else embrace emerge emotion empire employ empty enable
encounter end enemy energy engine enjoy enormous enough enter entire entrance envelope envy equipment error
escape essay establish estate evening event ever every everyone evidence evil exam example excellent except
excited excuse exercise exhibit exist exit expect expensive experience expert explain explore expose express
extra eye fabric face fact fade fail faint fair faith fake fall false fame family famous fan fancy far farm
farmer fashion fast fat fate father fault favor fear feast feather feature federal feed feel fellow female
fence festival fetch fever field fierce fight figure film final finger finish fire firm fish fist fit fix
flag flame flash flat flavor flee flesh flight flock flood floor flour flow flower fluid flute fly fog folk
follow fond food fool foot football forbid force forehead foreign forest forever forget forgive fork form
formal former fortune forward fossil foundation fountain fox frame freedom freeze fresh friend frighten frog
front frost frown fruit fuel full fun fund funeral funny fur furniture fuss future gain galaxy gallery game
gap garage garbage garden garlic gas gate gather gaze gear general generous gentle genuine ghost giant gift
girl give glad glance glass globe glory glove glow glue goal goat god gold golf good goose gossip govern
grace grade grain grand grandfather grant grape grass grateful grave gravity gray green greet grief grin
grocery ground group grow growth guard guess guest guide guilty guitar gun guy gym habit hair hall hammer
hand handle hang happen happy harbor hard hardly harm harvest hat hate hawk hay head heal health hear heart
heat heaven heavy heel height helicopter hell hello helmet help hen herb here hero hesitate hide high hill
hint hip hire history hit hobby hold hole holiday hollow holy home honest honey honor hook hope horizon horn
horror horse hospital host hotel house however hug huge human humble humor hungry hunt hurry hurt husband ice
idea ideal ignore illegal illness image imagine immediate impact imply import impress improve inch incident
include income indeed industry infant inform injury ink inn inner innocent insect inside insist inspect
inspire instead institute insult intend interest interview introduce invent invite iron island issue item
ivory jacket jail jam jar jaw jazz jealous jeans jelly jewel job join joke journal journey joy judge juice
jump jungle junior jury just justice keen keep kettle kick kid kidney kind king kingdom kiss kitchen kite
kitten knee knife knight knit knock knot know label labor lace lack ladder lady lake lamb lamp land lane
language lap laptop large laser last late laugh laundry law lawn lawyer lay lazy lead leaf league leak lean
leap learn leather leave lecture leg legal legend lemon lend lens lesson letter liberty library lid lie life
lift light like lily lip liquid listen liver living lizard load loan lobby local lock lonely long look loose
lord lose loss lottery loud lounge love lovely loyal luck lucky luggage lunch lung luxury machine mad
magazine magic magnet mail main major make male mammal man manage manner many map marble march mark market
marriage married marry mask massive master mat match material matter mayor maybe meadow meal meaning measure
meat medal media medical meet melody melt member memory mention menu mercy mere merry mess message metal
method middle midnight mild military milk mill mind mine miracle mirror misery miss mistake misty mixture
mobile model modest moment monday money monkey monster month mood moon moral morning mosquito mother motion
motor mountain mouse mouth move movie much mud murder muscle museum mushroom music mustard mystery nail naked
name napkin narrow nation native nature naughty navy near neat neck need needle neighbor nephew nerve nervous
nest never news nice niece night noble nobody nod noise noon normal north nose note nothing notice novel
nowhere nurse nut oak obey object observe obtain obvious ocean offer office officer often oil old olive once
onion only open opera opinion oppose orange orbit orchard ordinary organ origin other ought outside oven owe
owl own owner oxygen pace package paddle page pain paint pair palace pale palm pan panic pants paper parade
parcel pardon parent park parrot part party pass passage passenger past pasta paste patch path patient
pattern pause pay peace peach peak peanut pear pearl peasant pen pencil penny people pepper perfect perform
perfume perhaps period permit person persuade pet phone photo phrase piano picnic picture pie pig pigeon pile
pill pillow pilot pin pine pink pint pipe pirate pity pizza place plain plan planet plant plastic plate
platform play pleasant please pleasure plenty plot plough pocket poem poet poison police policy polish polite
pond pony pool poor popular porch port portrait possess post pot potato pour poverty powder praise pray
prefer prepare present press pretend pretty prevent price pride priest princess prison prize problem proof
proper protect proud provide public pull pump punish pupil puppy pure purple purpose purse push puzzle
quality quantity quarrel queen quick quiet quilt quit quite rabbit race radar radio rail rain rainbow ranch
range rapid rare rat rather raw razor reach ready reason rebel recall receive recent recipe record red refuse
regard region regret reject relate relax release rely remark remember remind remote rent repair replace reply
report rescue resist resort respect rest restaurant retire return reveal reward rhythm ribbon rice rich ride
ring ripe rise risk rival river road roar roast rob robe robin robot rock rocket role roll roof room rope
rose rough route royal rub rubber rude rug ruin rule ruler rumor run rural rush sack sacred sad saddle safe
sail sailor salad salary sale salmon salt sand sandal sandwich sauce sausage save scale scar scare scarf
scene scent school science scissors scold scream screen screw sculpture sea seal search season seat seed seek
seem seldom select self sell senate send senior sense separate serious servant serve settle seven severe sew
shade shadow shake shallow shame shape shark sharp shave sheep sheet shelf shell shelter shepherd shine ship
shirt shock shoe shoot shop shore shout shovel shower shrimp shrink shut shy sick side sigh silence silk
silly silver simple since sincere sing sink sister site skate skill skin skirt skull sky slave sleeve slender
slice slide slip slope slow smart smell smile smoke smooth snack snail snake snow soap soccer social society
sock soda sofa soft soil soldier solid somebody somehow son song soon sore sorrow soul soup sour south space
spare spark speak special speech spend spice spider spin spirit spit splendid spoil spoon sport spot spray
spread spring spy squirrel stable staff stage stain stair stamp stand star stare station statue stay steak
steal steam steel steep steer stem step stiff still sting stir stomach stone stool store storm story stove
strange stranger straw stream street strict strike stripe stroke strong struggle stubborn student studio
study stuff stupid subway succeed sudden suffer sugar suit summer sun sunset supper supply support suppose
surface surprise survive suspect swallow swamp swan swear sweat sweater sweep sweet swim swing sword symbol
sympathy system table tail tailor talent talk tall tame tank tap tape task taste tax taxi teach team tear
tease teenager telephone temper temple tempt tender tennis tent terrible test thank theater thick thief thin
thing think thirsty thorn thread threat throat throne through throw thumb thunder ticket tide tidy tie tiger
tight tile tiny tip tired title toast tobacco today toe together toilet tomato tomorrow tongue tool tooth top
topic torch total touch tour toward towel tower town toy track trade traffic trail train trap travel tray
treasure treat tree tremble trial tribe trick trip troop trouble truck true trumpet trunk trust truth try
tube tune tunnel turkey turtle twig twin ugly umbrella uncle under uniform union universe until upper upset
urban urge urgent use usual vacation valley van vanish various vase vast vegetable vehicle veil velvet verse
vessel victim victory video view village vine violet violin virtue visit vital voice volcano vote voyage wage
wagon waist waiter wake walk wall wander war warm warn wash waste watch water wave wax weak wealth weapon
wear weather wedding weed week weep welcome west wet whale wheat wheel whisper whistle white wicked wide
widow wife wild willing win wind window wine wing winter wire wisdom wise wish witch witness wolf woman
wonder wood wool word work world worm worry worth wound wrap wrist write wrong yard yawn year yell yellow
yesterday yet young youth zebra zone the a of to in is it that was for on are with as his they at be this
from have by one had what were we when your said there an each which she do how their if will up out them
then her would so some him into has more two see could
""")

OPERATION_WORDS: Final[tuple[str, ...]] = vocabulary_of("""
add plus sum minus subtract difference times multiply product divide quotient remainder mod modulo power
square root even odd prime positive negative sign absolute max min maximum minimum clamp limit between shift
left right and or xor not bits bit byte zero leading trailing swap copy fill length string hash compare equal
count loop countdown factorial fibonacci gcd lcm common divisor multiple average mean half double twice
quarter percent random secure key encrypt decrypt cipher text time now sleep wait print read line array list
numbers number whole real float decimal
""")
